/** What tests stand on: one real PostgreSQL per JVM, a clock moved by hand, tokens signed with a key of the tests' own. */
@NullMarked
package kvartal.testing;

import org.jspecify.annotations.NullMarked;
