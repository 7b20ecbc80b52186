package io.kvartal.platform.web;

/** A page that goes out without its layout when htmx asks for it ({@code HX-Request}); with it otherwise. */
public interface Fragment extends Page {}
