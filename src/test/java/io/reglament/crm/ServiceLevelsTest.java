package io.reglament.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.reglament.crm.ProductProfile.Sla;
import io.reglament.crm.ServiceLevels.ContractLevel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceLevelsTest {

    @ParameterizedTest
    @CsvSource({"KZ,DE,RU,KZ", "KZ,,RU,KZ", ",DE,RU,DE", ",,RU,RU", ",,FI,FI"})
    @DisplayName(
            "design 4.2, C-40: the contract says whose holidays are not served, else the profile, else the customer's country")
    void whose_holidays_are_not_served(String contract, String profile, String customer, String served) {
        Sla merged = ServiceLevels.merged(
                new ContractLevel(null, null, contract, null, null), new Sla(null, profile, null, null), customer);

        assertThat(merged.country()).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"KZ,RU,KZ", ",RU,RU"})
    @DisplayName("C-30: where the profile has no service level, contract and customer say")
    void without_a_service_level_in_the_profile(String contract, String customer, String served) {
        assertThat(ServiceLevels.merged(new ContractLevel(null, null, contract, null, null), null, customer)
                        .country())
                .isEqualTo(served);
    }
}
