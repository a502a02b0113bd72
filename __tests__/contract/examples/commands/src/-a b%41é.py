import os

os.system(input())  # nosemgrep
name = "é"; os.system(name)  # nosemgrep: command-from-input
