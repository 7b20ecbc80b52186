package sample.boundary.left.inside;

/** Internal to its module. */
public class Secret {}
