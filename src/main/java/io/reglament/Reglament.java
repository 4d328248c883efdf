package io.reglament;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Reglament: the support regulation of a software vendor as executable BPMN and DMN. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Reglament {

    public static void main(String[] args) {
        SpringApplication.run(Reglament.class, args);
    }
}
