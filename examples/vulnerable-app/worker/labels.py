import subprocess

import yaml

PRINTER = "label-printer-2"


def load_job(text):
    return yaml.load(text, Loader=yaml.FullLoader)


def print_label(name):
    subprocess.call("lp -d " + PRINTER + " " + name, shell=True)
