/** What `gatehouse help` prints; 80 columns. */
export const HELP = `gatehouse: one security gate for every scanner

  gatehouse scan [PATH]      scan a folder and judge it
  gatehouse merge FILE...    judge SARIF reports of other tools; scans nothing
  gatehouse scanners [PATH]  what can run here, and why not
  gatehouse explain ID [PATH]
                             why a finding of the last scan is what it is
  gatehouse help             this text

What runs
  --profile NAME        embedded (default: nothing to install), recommended,
                        thorough
  --scanners A,B        further scanners, by name
  --categories A,B      only these: sast, sca, iac, container, secrets,
                        supply-chain
  --sarif-files A,B     reports of other tools to take in
  --images A,B          container images: oci:DIR, docker-archive:FILE
  --staged              only what the next commit brings, as it is staged
  --offline             use no network
  --jobs N, -j N        how many scanners run at once (default: the cores)
  --timeout S           seconds for one scanner (default: 600)

What blocks
  --fail-on SEVERITY    critical, high (default), medium, low, info or never;
                        per category: high,secrets=low
  --config FILE, -c     instead of .github/gatehouse.yml or .gatehouse.yml
  --trust               let a configuration found in the tree name programs

What is shown
  --format FORMAT, -f   console (default), json, sarif, markdown: on standard
                        output
  --output FILE, -o     write a report; FORMAT=FILE, several times
  --all                 warnings and notes in full
  --quiet, -q           only the answer
  --verbose, -v         more about what happens

Exit status
  0 passed   1 a finding blocks   2 bad usage or configuration
  3 incomplete, nothing blocks   4 Gatehouse itself failed   130 interrupted
`;
