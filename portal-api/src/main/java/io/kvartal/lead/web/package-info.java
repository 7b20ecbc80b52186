/** Leads over HTTP: the public request, the buyer's passport, the cabinet's JSON. */
@NullMarked
package io.kvartal.lead.web;

import org.jspecify.annotations.NullMarked;
