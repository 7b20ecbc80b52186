package io.kvartal.demo;

import io.kvartal.shared.Lang;
import io.kvartal.shared.PhoneNumber;
import io.kvartal.visitor.Arrival;
import io.kvartal.visitor.VisitorId;

/** An invented buyer: who it is, and how it found the portal. */
record Person(VisitorId visitor, String name, PhoneNumber phone, Lang lang, Arrival arrival) {}
