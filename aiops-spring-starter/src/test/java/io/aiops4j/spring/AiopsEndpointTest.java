package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.stores.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The endpoint, found and called as the actuator does it. */
class AiopsEndpointTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=aiops";

    private static ApplicationContextRunner exposed() {
        return Contexts.withAuthority()
                .withPropertyValues(EXPOSED)
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> {}));
    }

    private static ExposableWebEndpoint endpoint(ApplicationContext context) {
        return new WebEndpointDiscoverer(
                        context,
                        new ConversionServiceParameterValueMapper(),
                        EndpointMediaTypes.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .getEndpoints().stream().findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, Object> get(
            ApplicationContext context, String path, Map<String, Object> given) {
        WebOperation operation = endpoint(context).getOperations().stream()
                .filter(each -> each.getRequestPredicate().getPath().equals(path))
                .findFirst()
                .orElseThrow();
        return (Map<String, Object>) operation.invoke(new InvocationContext(SecurityContext.NONE, given));
    }

    private static Map<String, Object> section(ApplicationContext context, String name) {
        Map<String, Object> section = get(context, "aiops/{section}", Map.of("section", name));
        assertThat(section).as(name).isNotNull();
        return section;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> listed(Map<String, Object> section) {
        return (List<Map<String, Object>>) section.get("listed");
    }

    @Test
    void one_look_shows_every_section() {
        exposed().run(context -> {
            OutOfMemory.happensTo(context.getBean(Aiops.class));
            assertThat(get(context, "aiops", Map.of()))
                    .containsOnlyKeys(
                            "health", "incidents", "proposals", "runbooks", "guardrails", "learning", "journal")
                    .extractingByKey("health", InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("well", true);
        });
    }

    @Test
    void what_is_open_and_what_waits_is_listed_without_content() {
        exposed().run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            OutOfMemory.submittedTo(aiops);
            OutOfMemory.isSeenBy(aiops);
            Map<String, Object> incident = listed(section(context, "incidents")).get(0);
            assertThat(incident)
                    .containsEntry("type", "out_of_memory")
                    .containsEntry("target", "redis")
                    .containsEntry("client", "default")
                    .containsKeys("id", "status", "since", "severity", "signals")
                    .hasSize(8);
            Map<String, Object> proposal = listed(section(context, "proposals")).get(0);
            assertThat(proposal)
                    .containsEntry("kind", "runbook")
                    .containsEntry("state", "pending")
                    .containsKeys("id", "title", "priority", "risk", "created", "ageSeconds", "client")
                    .hasSize(9);
            assertThat(String.valueOf(get(context, "aiops", Map.of())))
                    .doesNotContain("heap space exhausted")
                    .doesNotContain("restart_service")
                    .doesNotContain(OutOfMemory.KEY);
        });
    }

    @Test
    void what_versions_have_shown_is_listed() {
        exposed().run(context -> {
            OutOfMemory.happensTo(context.getBean(Aiops.class));
            Map<String, Object> version = listed(section(context, "runbooks")).get(0);
            assertThat(version)
                    .containsEntry("id", "redis-oom")
                    .containsEntry("version", 1)
                    .containsEntry("state", "approved");
            assertThat(version.get("confidence"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("threshold", 0.7)
                    .containsEntry("proven", false);
            assertThat(version.get("runs"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("ended", 1L)
                    .containsEntry("completed", 1L);
        });
    }

    @Test
    void a_long_list_ends_and_says_how_much_more_there_is() {
        exposed().run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            for (int i = 0; i < Listing.MOST + 7; i++) {
                aiops.observe(LogLine.of("service-" + i, "OutOfMemoryError: heap space exhausted"));
            }
            OutOfMemory.flush(aiops);
            Map<String, Object> incidents = section(context, "incidents");
            assertThat(incidents).containsEntry("total", Listing.MOST + 7).containsEntry("more", 7);
            assertThat(listed(incidents)).hasSize(Listing.MOST);
        });
    }

    @Test
    void the_chain_is_verified_on_request_only() {
        exposed().run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));
            assertThat(get(context, "aiops", Map.of()))
                    .extractingByKey("journal", InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsOnlyKeys("position", "hash");
            assertThat(section(context, "journal"))
                    .containsEntry("intact", true)
                    .containsKeys("position", "hash", "chain");
        });
    }

    @Test
    void a_halt_and_the_limits_are_shown() {
        exposed().withPropertyValues("aiops.guardrails.per-hour=3").run(context -> {
            assertThat(section(context, "guardrails")).containsEntry("halted", false);
            context.getBean(Aiops.class).runs().halt(OutOfMemory.BOB, "an audit");
            assertThat(section(context, "guardrails"))
                    .containsEntry("halted", true)
                    .containsEntry("threshold", 0.7)
                    .containsEntry("perHour", 3)
                    .containsKeys("windows", "breakerPause");
        });
    }

    @Test
    void what_was_learned_is_counted_by_outcome() {
        exposed().run(context -> {
            assertThat(section(context, "learning"))
                    .containsEntry("parked", 0L)
                    .containsKeys("backlog", "analysed")
                    .extractingByKey("newest", InstanceOfAssertFactories.map(String.class, Integer.class))
                    .containsOnlyKeys("begun", "known", "no_proposal", "not_improvable", "parked", "proposed");
        });
    }

    @Test
    void nothing_can_be_changed_and_there_is_nothing_else() {
        exposed().run(context -> {
            assertThat(endpoint(context).getOperations())
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.getType()).isEqualTo(OperationType.READ));
            assertThat(get(context, "aiops/{section}", Map.of("section", "secrets")))
                    .isNull();
        });
    }

    @Test
    void a_store_that_is_away_hides_no_other_section_and_quotes_nothing() {
        BreakableStores stores = new BreakableStores();
        exposed().withBean(Stores.class, () -> stores).run(context -> {
            stores.breakDown();
            assertThat(get(context, "aiops", Map.of()))
                    .containsEntry(
                            "journal", Map.of("error", "cannot be read, see the log: java.lang.IllegalStateException"))
                    .containsKey("learning");
        });
    }

    @Test
    void it_is_there_when_it_is_exposed() {
        Contexts.runner().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AiopsEndpoint.class));
        exposed()
                .withPropertyValues("management.endpoint.aiops.access=NONE")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AiopsEndpoint.class));
        exposed()
                .withPropertyValues("aiops.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AiopsEndpoint.class));
        exposed().run(context -> assertThat(context).hasSingleBean(AiopsEndpoint.class));
    }

    @Test
    void an_endpoint_of_the_application_is_kept() {
        exposed()
                .withBean(
                        "own",
                        AiopsEndpoint.class,
                        () -> new AiopsEndpoint(Aiops.builder().build(), Clock.systemUTC(), Redactor.standard()))
                .run(context ->
                        assertThat(context).getBeanNames(AiopsEndpoint.class).containsExactly("own"));
    }

    @Test
    void an_application_without_the_actuator_works() {
        exposed()
                .withClassLoader(new FilteredClassLoader(Endpoint.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("aiopsEndpoint"));
        exposed()
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("aiopsEndpoint"));
    }
}
