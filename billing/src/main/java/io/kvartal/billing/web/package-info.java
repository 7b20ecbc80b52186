/** Billing over HTTP: members see what they owe and why, staff sign contracts, close months and read the ledger. */
@NullMarked
package io.kvartal.billing.web;

import org.jspecify.annotations.NullMarked;
