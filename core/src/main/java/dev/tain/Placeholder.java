package dev.tain; /** x */ class Placeholder {}
