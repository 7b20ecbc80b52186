package io.kvartal.contract;

/** Within what one person is billed once in the window. */
public enum UniquenessScope {
    COMPLEX,
    DEVELOPER,
    /** The whole portal: a person whom any developer paid for is no new lead for this one. */
    PORTAL
}
