package io.reglament.mail.reply;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.mail.outbox.MailTexts;
import io.reglament.request.RequestView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;

/**
 * What people begin their replies with: {@code processes/reply-templates/*.yaml}, edited by process analysts, read and
 * checked once at start.
 */
@Service
public class ReplyTemplates {

    private static final String FOLDER = "processes/reply-templates/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> PLACEHOLDERS =
            new TreeSet<>(List.of("author", "contact", "due", "number", "product", "state", "subject", "vendor"));

    private final ProductProfiles profiles;
    private final Customers customers;
    private final MailTexts texts;
    private final ZoneId zone;
    private final List<Named> templates;

    ReplyTemplates(
            ProductProfiles profiles, Customers customers, MailTexts texts, @Value("${reglament.zone}") ZoneId zone) {
        this.profiles = profiles;
        this.customers = customers;
        this.texts = texts;
        this.zone = zone;
        this.templates = read();
    }

    /** A template ready to be put into a reply, in the customer's language. */
    public record Template(String code, String title, String text) {}

    /**
     * A file.
     *
     * @param order where it stands in the list
     * @param products codes; null: all
     */
    record Source(int order, ProductProfile.Text title, List<String> products, ProductProfile.Text text) {}

    private record Named(String code, Source source) {}

    /**
     * @param author name of the person who writes
     * @return the templates of the request's product, placeholders filled
     */
    public List<Template> of(RequestView request, String author) {
        Contact contact = customers.contact(request.contactId());
        Language language = contact.language();
        ProductProfile profile = profiles.get(request.product());
        Map<String, String> values = Map.of(
                "author",
                author,
                "contact",
                contact.displayName(),
                "due",
                due(request, language),
                "number",
                request.number(),
                "product",
                profile.name(),
                "state",
                request.label(),
                "subject",
                request.subject(),
                "vendor",
                profile.terms().vendor());
        return templates.stream()
                .filter(template -> template.source().products() == null
                        || template.source().products().contains(request.product()))
                .map(template -> new Template(
                        template.code(),
                        template.source().title().in(language),
                        fill(template.source().text().in(language), values)))
                .toList();
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))))
                .strip();
    }

    private String due(RequestView request, Language language) {
        return request.dueAt() == null
                ? texts.get(language, "due.none")
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(language.locale())
                        .format(request.dueAt().atZone(zone));
    }

    private List<Named> read() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "*.yaml");
            return Arrays.stream(files)
                    .map(this::read)
                    .sorted(Comparator.comparing((Named t) -> t.source().order())
                            .thenComparing(Named::code))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Named read(Resource file) {
        String name = Objects.requireNonNull(file.getFilename());
        try {
            return new Named(
                    name.replace(".yaml", ""), parse(FOLDER + name, file.getContentAsString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param name the file's name for messages
     * @throws IllegalStateException naming the file, what is wrong in it and what is allowed
     */
    Source parse(String name, String yaml) {
        JsonMapper mapper = JsonMapper.builder(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        Source source;
        try {
            source = mapper.readValue(yaml, Source.class);
        } catch (IOException e) {
            throw new IllegalStateException(name + ": " + e.getMessage() + "; see the other templates", e);
        }
        check(name, "title", source == null ? null : source.title());
        check(name, "text", source.text());
        if (source.products() != null) {
            for (String product : source.products()) {
                profiles.find(product)
                        .orElseThrow(() -> new IllegalStateException(name + ": products: there is no " + product
                                + "; there are "
                                + profiles.all().stream()
                                        .map(ProductProfile::code)
                                        .collect(Collectors.joining(", "))));
            }
        }
        return source;
    }

    private static void check(String name, String key, ProductProfile.Text text) {
        if (text == null || isBlank(text.ru()) || isBlank(text.en())) {
            throw new IllegalStateException(name + ": " + key + ": is missing; a text under ru and one under en");
        }
        for (String each : List.of(text.ru(), text.en())) {
            Matcher found = PLACEHOLDER.matcher(each);
            while (found.find()) {
                if (!PLACEHOLDERS.contains(found.group(1))) {
                    throw new IllegalStateException(name + ": " + key + ": nothing is known for " + found.group()
                            + "; there are " + PLACEHOLDERS);
                }
            }
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
