/**
 * The shared kernel: values that every context speaks.
 *
 * <p>Owns: tenant ids, money, phones, periods, languages, the six kinds of failure. Does not own: any state, any I/O.
 * Invariants: a value that exists is legal; nothing here imports Reactor or Spring beyond this annotation.
 */
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package io.kvartal.shared;

import org.jspecify.annotations.NullMarked;
