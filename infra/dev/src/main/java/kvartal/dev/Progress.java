package kvartal.dev;

/** Lines for the person who waits. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = line -> {};

    void say(String line);
}
