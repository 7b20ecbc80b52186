package io.kvartal.lead;

/** The statement of the cabinet's list of leads, for those who measure it. */
public final class ListStatement {
    private ListStatement() {}

    /** With {@code :tenant}. */
    public static String text(int rows) {
        return ListedLead.select(
                LeadLists.LeadQuery.of(LeadFilter.ALL, null, rows).which());
    }
}
