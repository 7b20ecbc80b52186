/** The registry of claims as pages and as JSON, for developers and for the portal's people. */
@NullMarked
package io.kvartal.fixation.web;

import org.jspecify.annotations.NullMarked;
