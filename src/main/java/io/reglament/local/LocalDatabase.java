package io.reglament.local;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalDatabase {

    /** @param ports looks at the ports first, so that a taken one is told within a second */
    @Bean
    DataDirectory dataDirectory(LocalSettings settings, LocalPorts ports) {
        return new DataDirectory(settings.data());
    }

    @Bean
    PostgresCluster postgresCluster(DataDirectory data, LocalSettings settings) {
        return new PostgresCluster(data, settings.postgresPort());
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(PostgresCluster postgres) {
        return DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(postgres.jdbcUrl())
                .username("postgres")
                .build();
    }
}
