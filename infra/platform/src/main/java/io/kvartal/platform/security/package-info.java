/** Who may come in: the filter chains, the server-side session, and the caller's identity as a controller parameter. */
@NullMarked
package io.kvartal.platform.security;

import org.jspecify.annotations.NullMarked;
