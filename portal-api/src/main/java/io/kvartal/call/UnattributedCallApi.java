package io.kvartal.call;

import io.kvartal.platform.CurrentUser.Staff;
import io.kvartal.platform.Role;
import io.kvartal.shared.Slice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Calls that led to no complex, for the people who find out whose they were. */
@RestController
class UnattributedCallApi {
    private final Calls calls;

    UnattributedCallApi(Calls calls) {
        this.calls = calls;
    }

    record LostCall(
            String id,
            String provider,
            @Nullable String callerPhone,
            @Nullable String number,
            @Nullable Instant startedAt,
            @Nullable String outcome,
            int talkSec) {
        static LostCall of(UnattributedCall call) {
            var caller = call.caller();
            var outcome = call.outcome();
            return new LostCall(
                    call.id().toString(),
                    call.provider(),
                    caller == null ? null : caller.e164(),
                    call.dialled(),
                    call.startedAt(),
                    outcome == null ? null : outcome.code(),
                    call.talkSec());
        }
    }

    @GetMapping("/api/v1/desk/calls/unattributed")
    Mono<Slice<LostCall>> list(Staff staff, @RequestParam(defaultValue = "50") int limit) {
        staff.require(Role.OPERATOR, Role.QUALITY, Role.MANAGER);
        return calls.unattributed(staff.access("calls without a complex"), limit)
                .map(list -> new Slice<>(list.stream().map(LostCall::of).toList(), null));
    }
}
