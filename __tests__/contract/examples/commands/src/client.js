// Plainly made up.
connect('app', '@@PASSWORD@@');
