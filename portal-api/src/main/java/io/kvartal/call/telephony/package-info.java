/**
 * The languages of telephony providers: their notices become {@link io.kvartal.call.telephony.CallEvent}s. Pure. What differs between accounts (names
 * of fields, zone of dates) is data: a {@link io.kvartal.call.telephony.FieldMap}.
 */
@NullMarked
package io.kvartal.call.telephony;

import org.jspecify.annotations.NullMarked;
