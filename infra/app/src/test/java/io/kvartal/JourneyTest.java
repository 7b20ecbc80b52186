package io.kvartal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import kvartal.testing.TestBeans;
import kvartal.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole application on a real port, with a real PostgreSQL and a real Keycloak, and a clock moved by hand. One context for all journeys. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("journey")
@SpringBootTest(classes = Kvartal.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@Import(TestBeans.class)
@ContextConfiguration(initializers = {TestDatabase.class, JourneyEnvironment.class})
@interface JourneyTest {}
