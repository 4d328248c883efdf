package io.reglament.mail.budget;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code reglament.mail.budgets.*} (mail rule AU-7). The numbers hold for customers under a contract; everybody
 * else has a tenth of them, as long as {@code shareWithoutContract} is not set otherwise. The hourly number of one address
 * is {@code reglament.mail.acknowledgements-per-hour}.
 *
 * @param perAddressDay what a customer's mail sets off by itself (acknowledgements and the like), to one address in 24 h
 * @param perDomainHour the same, to all addresses of one domain in an hour
 * @param perRequestDay all mails of one request to one address in 24 h, before automatic ones are held back
 * @param shareWithoutContract by what the numbers are divided for senders without a contract
 * @param repeats how many times a text that comes again from the same sender is acknowledged
 * @param repeatsWithin how long such a text is remembered
 * @param breakerFactor how many times the hourly mean of the last seven days opens the circuit breaker
 * @param breakerMinimum mails an hour below which it never opens
 */
@Validated
@ConfigurationProperties("reglament.mail.budgets")
public record BudgetSettings(
        @DefaultValue("200") @Min(1) int perAddressDay,
        @DefaultValue("1000") @Min(1) int perDomainHour,
        @DefaultValue("100") @Min(1) int perRequestDay,
        @DefaultValue("10") @Min(1) int shareWithoutContract,
        @DefaultValue("2") @Min(1) int repeats,
        @DefaultValue("3h") @NotNull Duration repeatsWithin,
        @DefaultValue("10") @Min(1) int breakerFactor,
        @DefaultValue("20000") @Min(1) int breakerMinimum) {}
