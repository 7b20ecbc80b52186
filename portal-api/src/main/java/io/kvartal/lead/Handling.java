package io.kvartal.lead;

/** Who has to call the buyer. */
public enum Handling {
    /** The developer's sales office. */
    DEVELOPER,
    /** The portal's call centre; the developer sees the lead with a masked phone and may take it. */
    CALL_CENTRE
}
