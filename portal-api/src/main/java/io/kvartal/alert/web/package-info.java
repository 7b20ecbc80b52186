/** Asking for letters, confirming, changing and ending them. */
@NullMarked
package io.kvartal.alert.web;

import org.jspecify.annotations.NullMarked;
