package kvartal.testing;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/** All beans of the product that are on the class path of the module under test. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(basePackages = "io.kvartal", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import({TestBeans.class, TokenBeans.class})
class TestApplication {}
