package io.kvartal;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The whole product in one process; any number of replicas on one PostgreSQL. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Kvartal {
    public static void main(String[] args) {
        SpringApplication.run(Kvartal.class, args);
    }
}
