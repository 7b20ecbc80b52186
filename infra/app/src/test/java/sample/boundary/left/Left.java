package sample.boundary.left;

public class Left {}
