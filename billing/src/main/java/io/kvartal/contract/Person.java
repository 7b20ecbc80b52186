package io.kvartal.contract;

/** Somebody of the portal who writes or approves. @param name as it stood when it was done */
public record Person(String id, String name) {}
