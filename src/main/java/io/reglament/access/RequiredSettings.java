package io.reglament.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Outside of the local profile there is no default database and no default password: the start ends, before anything
 * else is tried, with one message that lists every setting that is missing.
 */
class RequiredSettings implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    static final String ADMIN_PASSWORD = "REGLAMENT_ADMIN_PASSWORD";

    private static final List<String> REQUIRED =
            List.of("REGLAMENT_DB_URL", "REGLAMENT_DB_USER", "REGLAMENT_DB_PASSWORD", ADMIN_PASSWORD);

    /** Of each product's mailbox; SMTP without sign-in is possible. */
    private static final List<String> MAILBOX =
            List.of("imap.host", "imap.port", "imap.user", "imap.password", "smtp.host", "smtp.port");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of("local"))) {
            if (!new ClassPathResource("application-local.yaml").exists()) {
                throw new MissingSettings("access.settings.no-local", List.of(), environment);
            }
            return;
        }
        List<String> missing = missing(environment);
        if (!missing.isEmpty()) {
            throw new MissingSettings("access.settings.missing", missing, environment);
        }
    }

    static List<String> missing(Environment environment) {
        List<String> missing = new ArrayList<>();
        for (String setting : REQUIRED) {
            if (isBlank(environment, setting)) {
                missing.add(setting);
            }
        }
        for (String product : products()) {
            for (String setting : MAILBOX) {
                String mailbox = "reglament.mail.mailboxes." + product + ".";
                String property = mailbox + setting;
                boolean byToken = setting.equals("imap.password")
                        && !isBlank(environment, mailbox + "oauth.token-endpoint")
                        && !isBlank(environment, mailbox + "oauth.client-id");
                if (!byToken && isBlank(environment, property)) {
                    missing.add(property.replace('.', '_').toUpperCase(Locale.ROOT));
                }
            }
        }
        return missing;
    }

    private static boolean isBlank(Environment environment, String property) {
        String value = environment.getProperty(property);
        return value == null || value.isBlank();
    }

    /** The profiles themselves are read later: they need the database. */
    private static List<String> products() {
        try {
            Resource[] profiles =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:processes/profiles/*.yaml");
            return Arrays.stream(profiles)
                    .map(profile -> profile.getFilename().replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** The settings that are missing. */
    static class MissingSettings extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String action;

        MissingSettings(String key, List<String> settings, Environment environment) {
            super(text(key, environment, String.join("\n  ", settings)));
            this.action = text(key + ".action", environment);
        }

        private static String text(String key, Environment environment, Object... arguments) {
            ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
            texts.setBasename("messages/access");
            texts.setDefaultEncoding("UTF-8");
            texts.setFallbackToSystemLocale(false);
            String language = environment.getProperty("reglament.language", "en");
            return texts.getMessage(
                    key,
                    arguments,
                    PageLanguage.of(Locale.forLanguageTag(language)).locale());
        }
    }

    /** Shows the message instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<MissingSettings> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, MissingSettings cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
