// The Action's entry.
declare const GATEHOUSE_VERSION: string;

void import('./app/action.ts').then(({ runAction }) => runAction(GATEHOUSE_VERSION));
