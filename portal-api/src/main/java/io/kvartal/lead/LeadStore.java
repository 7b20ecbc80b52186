package io.kvartal.lead;

import org.springframework.stereotype.Component;

/** The tables of this context, together. */
@Component
record LeadStore(
        StoredLeads leads, Contacts contacts, Timeline timeline, Consents consents, PromiseWatch promiseWatch) {}
