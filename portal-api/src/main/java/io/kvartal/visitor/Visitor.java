package io.kvartal.visitor;

/** @param analytics whether the visitor agreed that visits and pages are kept */
public record Visitor(VisitorId id, boolean analytics) {}
