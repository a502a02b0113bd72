FROM debian:12.8
MAINTAINER someone
