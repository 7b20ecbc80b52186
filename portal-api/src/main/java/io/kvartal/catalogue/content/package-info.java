/** What a complex shows beyond its feed: facts, papers, pictures, progress, reviews; drafts of it and what buyers see. For this context only. */
@NullMarked
package io.kvartal.catalogue.content;

import org.jspecify.annotations.NullMarked;
