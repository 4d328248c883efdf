package io.reglament.crm;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.util.DigestUtils;

/** The profiles of all supported products, read and checked once at start (requirements 7.2). */
@Service
public class ProductProfiles {

    private static final Logger LOG = LoggerFactory.getLogger(ProductProfiles.class);

    private final Map<String, ProductProfile> byCode = new TreeMap<>();
    private final Map<String, String> hashes = new TreeMap<>();

    ProductProfiles(JdbcClient jdbc, Clock clock) {
        Resource[] files = find();
        for (Resource file : files) {
            read(file);
        }
        if (byCode.isEmpty()) {
            throw new InvalidProfile(
                    "processes/profiles", "*.yaml", "no product profile found", "one file per product");
        }
        byCode.values().forEach(profile -> register(jdbc, clock, profile));
        LOG.info("Product profiles: {}", byCode.keySet());
    }

    /** @return the profiles in the order of their codes */
    public Collection<ProductProfile> all() {
        return Collections.unmodifiableCollection(byCode.values());
    }

    /**
     * @param code lower-case product code
     * @throws UnknownProduct if no profile has it
     */
    public ProductProfile get(String code) {
        return find(code).orElseThrow(() -> new UnknownProduct(code, byCode.keySet()));
    }

    /** @return the profile of that product, compared without case; empty for null */
    public Optional<ProductProfile> find(String code) {
        return Optional.ofNullable(code == null ? null : byCode.get(code.toLowerCase(Locale.ROOT)));
    }

    /** @return the product whose support address this is, compared without case */
    public Optional<ProductProfile> byMailbox(String address) {
        return byCode.values().stream()
                .filter(p -> p.mailbox().equalsIgnoreCase(address))
                .findFirst();
    }

    private static Resource[] find() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:processes/profiles/*.yaml");
            Arrays.sort(files, (a, b) -> a.getFilename().compareTo(b.getFilename()));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Resource file) {
        String name = "processes/profiles/" + file.getFilename();
        byte[] bytes;
        try {
            bytes = file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProductProfile profile = parse(name, bytes);
        byMailbox(profile.mailbox()).ifPresent(other -> {
            throw new InvalidProfile(
                    name, "mailbox", "product " + other.code() + " has " + profile.mailbox(), "an address of its own");
        });
        byCode.put(profile.code(), profile);
        hashes.put(profile.code(), DigestUtils.md5DigestAsHex(bytes));
    }

    /**
     * @param name the file's name for messages
     * @throws InvalidProfile if it is not a profile or breaks a rule
     */
    static ProductProfile parse(String name, byte[] yaml) {
        JsonMapper mapper = JsonMapper.builder(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // A yes or no that is left out would silently be a no.
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            ProductProfile profile = mapper.readValue(new String(yaml, StandardCharsets.UTF_8), ProductProfile.class);
            if (profile == null) {
                throw new InvalidProfile(name, "(whole file)", "is empty", "the keys of the other profiles");
            }
            ProfileRules.check(name, profile);
            return profile;
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidProfile(name, path(e), "unknown key", "one of " + e.getKnownPropertyIds());
        } catch (InvalidFormatException e) {
            Class<?> type = e.getTargetType();
            String allowed = type == boolean.class
                    ? "true or false"
                    : type.isEnum() ? "one of " + Arrays.toString(type.getEnumConstants()) : type.getSimpleName();
            throw new InvalidProfile(name, path(e), "value is " + e.getValue(), allowed);
        } catch (JsonMappingException e) {
            throw new InvalidProfile(name, path(e), e.getOriginalMessage(), "see the other profiles");
        } catch (IOException e) {
            throw new InvalidProfile(name, "(whole file)", "is not valid YAML: " + e.getMessage(), "YAML 1.2 in UTF-8");
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "(whole file)" : path.toString();
    }

    private void register(JdbcClient jdbc, Clock clock, ProductProfile profile) {
        jdbc.sql("""
                insert into crm.product (code, name, profile_hash, loaded_at) values (?, ?, ?, ?)
                on conflict (code) do update set name = excluded.name, profile_hash = excluded.profile_hash,
                    loaded_at = excluded.loaded_at where product.profile_hash <> excluded.profile_hash
                """)
                .param(profile.code())
                .param(profile.name())
                .param(hashes.get(profile.code()))
                .param(Timestamp.from(clock.instant()))
                .update();
        // The code is checked by ProfileRules, so that it is safe in an identifier.
        jdbc.sql("create sequence if not exists crm.request_number_" + profile.code())
                .update();
    }

    /** A product that no profile describes. */
    public static class UnknownProduct extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownProduct(String code, Collection<String> known) {
            super("product is " + code + "; known products are " + String.join(", ", known));
        }
    }
}
