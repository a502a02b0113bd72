import os


def test():
    os.system(input())
