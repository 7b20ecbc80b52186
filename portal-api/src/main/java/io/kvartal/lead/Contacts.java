package io.kvartal.lead;

import static io.kvartal.lead.StoredLeads.must;

import io.kvartal.call.CallId;
import io.kvartal.call.CallLead;
import io.kvartal.contract.Channel;
import io.kvartal.contract.RoomClass;
import io.kvartal.platform.Sql;
import io.kvartal.shared.TenantId;
import io.kvartal.verdict.Classification;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Rows of {@code lead.contact}. */
@Repository
class Contacts {
    private static final String COLUMNS = """
        c.tenant_id, c.id, c.lead_id, c.kind, c.source_id, c.channel, c.at, c.answered, c.wait_sec, c.talk_sec, c.name,
        c.message, c.preferred_time, c.unit_id, c.visitor, c.source, c.medium, c.campaign, c.term, c.page, c.confidence, c.room,
        c.exclusion, c.vendor_target, c.vendor_unique, c.by_call_centre, c.returned_talk_sec, c.non_target, c.classified_by,
        c.classified_at
        """;

    /** The lead that this touch already belongs to. */
    Mono<Optional<LeadId>> leadOf(DatabaseClient db, TenantId tenant, StoredContact.Kind kind, String sourceId) {
        return db.sql("""
            select lead_id from lead.contact where tenant_id = :tenant and kind = :kind and source_id = :source
            """)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("source", sourceId)
                .map(row -> Optional.of(new LeadId(must(row, "lead_id", UUID.class))))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /** What became of calls. */
    Mono<Map<CallId, CallLead>> leadsOfCalls(DatabaseClient db, TenantId tenant, Collection<CallId> calls) {
        return db.sql("""
            select c.source_id, l.id, c.verdict,
                   (l.handling = 'DEVELOPER' and l.lost_at is null and l.withdrawn_at is null) as open
              from lead.contact c join lead.lead l on l.tenant_id = c.tenant_id and l.id = c.lead_id
             where c.tenant_id = :tenant and c.kind = 'CALL' and c.source_id = any(:calls)
            """)
                .bind("tenant", tenant.value())
                .bind("calls", calls.stream().map(CallId::toString).toArray(String[]::new))
                .map(row -> Map.entry(
                        CallId.of(must(row, "source_id", String.class)),
                        new CallLead(
                                must(row, "id", UUID.class),
                                row.get("verdict", String.class),
                                must(row, "open", Boolean.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Void> add(DatabaseClient db, StoredContact contact) {
        var insert = db.sql("""
            insert into lead.contact (tenant_id, id, lead_id, kind, source_id, channel, at, answered, wait_sec, talk_sec, name,
                message, preferred_time, unit_id, visitor, source, medium, campaign, term, page, confidence, room, exclusion,
                vendor_target, vendor_unique, by_call_centre, non_target, classified_by, classified_at)
            values (:tenant, :id, :lead, :kind, :sourceId, :channel, :at, :answered, :wait, :talk, :name,
                :message, :preferred, :unit, :visitor, :source, :medium, :campaign, :term, :page, :confidence, :room,
                :exclusion, :vendorTarget, :vendorUnique, :byCallCentre, :nonTarget, :classifiedBy, :classifiedAt)
            """)
                .bind("tenant", contact.tenant().value())
                .bind("id", contact.id().value())
                .bind("lead", contact.lead().value())
                .bind("kind", contact.kind().name())
                .bind("sourceId", contact.sourceId())
                .bind("channel", contact.channel().name())
                .bind("at", contact.at())
                .bind("answered", contact.answered())
                .bind("wait", contact.waitSec())
                .bind("talk", contact.talkSec());
        insert = Sql.bind(insert, "name", contact.name(), String.class);
        insert = Sql.bind(insert, "message", contact.message(), String.class);
        insert = Sql.bind(insert, "preferred", contact.preferredTime(), String.class);
        insert = Sql.bind(insert, "unit", contact.unit(), UUID.class);
        var evidence = contact.evidence();
        var room = evidence.room();
        insert = Sql.bind(insert, "room", room == null ? null : room.name(), String.class);
        insert = Sql.bind(insert, "exclusion", evidence.exclusion(), String.class);
        insert = Sql.bind(insert, "vendorTarget", evidence.vendorTarget(), Boolean.class);
        insert = Sql.bind(insert, "vendorUnique", evidence.vendorUnique(), Boolean.class);
        insert = insert.bind("byCallCentre", evidence.byCallCentre());
        return StoredLeads.attribution(word(insert, evidence.classification()), contact.attribution())
                .then();
    }

    /** Later knowledge about the same touch. */
    Mono<Void> learned(DatabaseClient db, StoredContact contact) {
        var evidence = contact.evidence();
        var update = db.sql("""
            update lead.contact
               set answered = :answered, by_call_centre = :byCallCentre, returned_talk_sec = :returned,
                   non_target = :nonTarget, classified_by = :classifiedBy, classified_at = :classifiedAt
             where tenant_id = :tenant and id = :id
            """)
                .bind("answered", contact.answered())
                .bind("byCallCentre", evidence.byCallCentre())
                .bind("tenant", contact.tenant().value())
                .bind("id", contact.id().value());
        update = Sql.bind(update, "returned", evidence.returnedTalkSec(), Integer.class);
        return word(update, evidence.classification()).then();
    }

    /** The verdict on one touch, and from it that on the lead: billable when one of its touches is, else the latest. */
    Mono<Void> judged(DatabaseClient db, StoredContact contact, String verdict) {
        return db.sql("update lead.contact set verdict = :verdict where tenant_id = :tenant and id = :id")
                .bind("verdict", verdict)
                .bind("tenant", contact.tenant().value())
                .bind("id", contact.id().value())
                .then()
                .then(db.sql("""
                    update lead.lead l
                       set verdict = (select c.verdict from lead.contact c
                                       where c.tenant_id = l.tenant_id and c.lead_id = l.id and c.verdict is not null
                                       order by (c.verdict = 'TARGET') desc, c.at desc, c.id desc limit 1)
                     where l.tenant_id = :tenant and l.id = :lead
                    """)
                        .bind("tenant", contact.tenant().value())
                        .bind("lead", contact.lead().value())
                        .then());
    }

    private static GenericExecuteSpec word(GenericExecuteSpec statement, @Nullable Classification word) {
        statement = Sql.bind(statement, "nonTarget", word == null ? null : word.nonTarget(), String.class);
        statement = Sql.bind(statement, "classifiedBy", word == null ? null : word.by(), String.class);
        return Sql.bind(statement, "classifiedAt", word == null ? null : word.at(), Instant.class);
    }

    /** Oldest first. */
    Mono<List<StoredContact>> of(DatabaseClient db, TenantId tenant, LeadId lead) {
        return db.sql("select " + COLUMNS + """
             from lead.contact c where c.tenant_id = :tenant and c.lead_id = :lead order by c.at, c.id
            """)
                .bind("tenant", tenant.value())
                .bind("lead", lead.value())
                .map(Contacts::read)
                .all()
                .collectList();
    }

    /** The last form of this buyer about this complex, newer than so, whose lead is still here. */
    Mono<Optional<StoredContact>> formSince(
            DatabaseClient db, TenantId tenant, byte[] person, UUID complex, Instant since) {
        return db.sql("select " + COLUMNS + """
              from lead.contact c join lead.lead l on l.tenant_id = c.tenant_id and l.id = c.lead_id
             where l.tenant_id = :tenant and l.person = :person and l.complex_id = :complex
               and l.lost_at is null and l.withdrawn_at is null and c.kind = 'FORM' and c.at > :since
             order by c.at limit 1
            """)
                .bind("tenant", tenant.value())
                .bind("person", person)
                .bind("complex", complex)
                .bind("since", since)
                .map(Contacts::read)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static StoredContact read(Readable row) {
        return new StoredContact(
                new TenantId(must(row, "tenant_id", UUID.class)),
                new ContactId(must(row, "id", UUID.class)),
                new LeadId(must(row, "lead_id", UUID.class)),
                StoredContact.Kind.valueOf(must(row, "kind", String.class)),
                must(row, "source_id", String.class),
                Channel.valueOf(must(row, "channel", String.class)),
                must(row, "at", Instant.class),
                must(row, "answered", Boolean.class),
                must(row, "wait_sec", Integer.class),
                must(row, "talk_sec", Integer.class),
                row.get("name", String.class),
                row.get("message", String.class),
                row.get("preferred_time", String.class),
                row.get("unit_id", UUID.class),
                new Attribution(
                        row.get("visitor", UUID.class),
                        row.get("source", String.class),
                        row.get("medium", String.class),
                        row.get("campaign", String.class),
                        row.get("term", String.class),
                        row.get("page", String.class),
                        row.get("confidence", String.class)),
                evidence(row));
    }

    private static StoredContact.Evidence evidence(Readable row) {
        var room = row.get("room", String.class);
        var by = row.get("classified_by", String.class);
        return new StoredContact.Evidence(
                room == null ? null : RoomClass.valueOf(room),
                row.get("exclusion", String.class),
                row.get("vendor_target", Boolean.class),
                row.get("vendor_unique", Boolean.class),
                must(row, "by_call_centre", Boolean.class),
                row.get("returned_talk_sec", Integer.class),
                by == null
                        ? null
                        : new Classification(
                                row.get("non_target", String.class), by, must(row, "classified_at", Instant.class)));
    }
}
