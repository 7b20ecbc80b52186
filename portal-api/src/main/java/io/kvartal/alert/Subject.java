package io.kvartal.alert;

import io.kvartal.catalogue.ComplexId;
import io.kvartal.catalogue.Places;
import io.kvartal.catalogue.UnitId;
import io.kvartal.search.Params;
import io.kvartal.search.SearchForm;
import io.kvartal.search.SearchQuery;
import io.kvartal.shared.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What is watched. */
public sealed interface Subject {
    /** The same for the same thing, so that one address watches it once. */
    String key();

    /** @param query canonical query string with its question mark, without order and page; empty is the whole city */
    record Search(String city, String query) implements Subject {
        private static final int LONGEST = 600;

        /** Of anything that a form or an address says. @throws Problem.Invalid when it is no city or no sensible search */
        public static Search of(@Nullable String city, MultiValueMap<String, String> params) {
            if (city == null || Places.city(city).isEmpty()) {
                throw new Problem.Invalid("/city", "unknown-city", city == null ? "" : city);
            }
            var query = Params.of(SearchForm.lenient(params, city, SearchQuery.MAX_SIZE))
                    .without("sort")
                    .without("page")
                    .toString();
            if (query.length() > LONGEST) {
                throw new Problem.Invalid("/query", "alert-search-too-long");
            }
            return new Search(city, query);
        }

        /** @param query as {@link #query} gave it out */
        public static Search of(@Nullable String city, String query) {
            return of(city, QueryString.parse(query));
        }

        SearchQuery toQuery() {
            return SearchForm.lenient(QueryString.parse(query), city, SearchQuery.MAX_SIZE);
        }

        @Override
        public String key() {
            return "search " + city + query;
        }
    }

    record OneComplex(ComplexId complex) implements Subject {
        @Override
        public String key() {
            return "complex " + complex.value();
        }
    }

    /** @param complex the one that the flat stands in */
    record OneFlat(ComplexId complex, UnitId flat) implements Subject {
        @Override
        public String key() {
            return "flat " + flat.value();
        }
    }
}
