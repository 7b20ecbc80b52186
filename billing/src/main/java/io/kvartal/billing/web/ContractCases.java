package io.kvartal.billing.web;

import io.kvartal.contract.ContractDrafts;
import io.kvartal.contract.Contracts;
import io.kvartal.contract.DeveloperDirectory;
import io.kvartal.contract.DeveloperDirectory.Developer;
import io.kvartal.platform.StaffAccess;
import io.kvartal.shared.Problem;
import io.kvartal.shared.TenantId;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings versions, drafts and the developers' names together. */
@Component
class ContractCases {
    private final Contracts contracts;
    private final ContractDrafts drafts;
    private final ObjectProvider<DeveloperDirectory> directories;
    private final Clock clock;

    ContractCases(
            Contracts contracts, ContractDrafts drafts, ObjectProvider<DeveloperDirectory> directories, Clock clock) {
        this.contracts = contracts;
        this.drafts = drafts;
        this.directories = directories;
        this.clock = clock;
    }

    /** @throws Problem.NotFound for a tenant that nobody knows */
    Mono<ContractCase> of(TenantId tenant) {
        return contracts.history(tenant).flatMap(versions -> drafts.all(tenant).flatMap(all -> {
            if (!versions.isEmpty()) {
                return Mono.just(
                        new ContractCase(tenant, versions.getFirst().party().name(), versions, all));
            }
            return developers()
                    .flatMapIterable(known -> known)
                    .filter(developer -> developer.id().equals(tenant))
                    .next()
                    .map(Developer::name)
                    .switchIfEmpty(Flux.fromIterable(all)
                            .next()
                            .map(draft -> draft.content().party().name()))
                    .switchIfEmpty(Mono.error(() -> new Problem.NotFound("contract")))
                    .map(name -> new ContractCase(tenant, name, versions, all));
        }));
    }

    Mono<List<ContractRow>> rows(StaffAccess who) {
        return contracts.all(who).flatMap(versions -> drafts.allOpen(who).flatMap(open -> developers()
                .map(developers -> ContractRow.of(versions, open, developers, clock.instant()))));
    }

    private Mono<List<Developer>> developers() {
        return Flux.fromStream(directories::orderedStream)
                .concatMap(DeveloperDirectory::developers)
                .flatMapIterable(all -> all)
                .collectList();
    }
}
