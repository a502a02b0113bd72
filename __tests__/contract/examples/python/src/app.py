import subprocess

import yaml


def show(naïve, user):
    é = "é"; subprocess.call("ls " + user, shell=True)  # nosec
    return yaml.load(user)


password = "@@PASSWORD@@"
