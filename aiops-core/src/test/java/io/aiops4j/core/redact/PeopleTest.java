package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers by which a country knows a person, and secrets that stand alone below the line that asked for them. */
class PeopleTest {

    private static final Redactor REDACTOR = Redactor.standard();

    @ParameterizedTest
    @CsvSource({
        "'nationalInsuranceNumber: {}', CC855760C",
        "'National Insurance number is {}.', CC 85 57 60 C",
        "'validated DNI: {}', 14596431X",
        "'nie={}', X1234567L",
        "'{\"cpf\":\"{}\",\"nome\":\"cliente\"}', 590.235.241-01",
        "'-- PESEL: {}', 80072570362",
        "'numero de securite sociale: {}', 157018473182190",
        "'codice fiscale: {}', RSSMRA85T10A562S",
        "'passport_number={}', C01X00T47",
        "'aadhaar no. {}', 2345 6789 0123"
    })
    void a_number_that_names_a_person_is_found(String carrier, String number) {
        assertThat(REDACTOR.redact(carrier.replace("{}", number)).text())
                .isEqualTo(carrier.replace("{}", "<national-id:1>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passport.js 0.6.0 was loaded in 12345678 ns",
                "passport: 2026-01-01 12:00:00",
                "midnight 12345678",
                "the insurance number is missing",
                "pesel column added",
                "tax id: unknown"
            })
    void what_only_sounds_like_one_stays(String text) {
        assertThat(REDACTOR.redact(text).text()).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'$ kubectl get secret redis -o jsonpath=''{.data.password}''\n{}', Q29iYWx0X1RoaXN0bGU0OTA0eG9OZQ==",
        "'# cat /var/jenkins_home/secrets/initialAdminPassword\n{}\n#', d5f0479c4cda337b30d7ccb277da84ba",
        "'Here is your new password:\n\n{}\n\nRegards', Winter-2024",
        "'$ echo $CONSUL_HTTP_TOKEN\n{}', d7a897ba-c5cd-43ce-a450-70a42196f56e",
        "'the new client secret:\n{}', d7a897ba-c5cd-43ce-a450-70a42196f56e",
        "'Please use the following password to proceed to installation:\n\n{}\n\nThis may', d5f0479c4cda337b30d7ccb277da84ba"
    })
    void what_stands_alone_below_the_line_that_asked_for_it_is_found(String carrier, String secret) {
        assertThat(REDACTOR.redact(carrier.replace("{}", secret)).text())
                .doesNotContain(secret)
                .startsWith(carrier.substring(0, carrier.indexOf('{', carrier.indexOf('\n'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ git log --grep token\n9fceb02d0ae598e95dc970b74767f19372d61af8",
                "$ ls secrets\napplication-prod.yaml",
                "tokens:\n\nretrying in 30s",
                "checked the password of bob\nOrderService2 started"
            })
    void what_was_not_asked_for_stays(String text) {
        assertThat(REDACTOR.redact(text).text()).isSameAs(text);
    }
}
