package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.stores.Stores;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

class AiopsHealthTest {

    @Test
    void with_a_key_health_is_up_and_shows_figures() {
        Contexts.withAuthority().run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));

            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("signals.dropped", 0L)
                    .containsEntry(
                            "journal.entries",
                            context.getBean(Aiops.class).health().figures().get("journal.entries"))
                    .doesNotContainKey("degradations");
        });
    }

    @Test
    void without_a_key_health_is_degraded_and_says_why() {
        Contexts.runner().run(context -> {
            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(new Status(HealthDetails.DEGRADED));
            assertThat(health.getDetails()).containsKey("journal.entries");
            assertThat(health.getDetails().get("degradations"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                    .containsOnlyKeys("authority")
                    .hasEntrySatisfying("authority", why -> assertThat(why).contains("there is no key"));
        });
    }

    @Test
    void a_store_that_cannot_be_read_degrades_and_does_not_take_the_application_down() {
        BreakableStores stores = new BreakableStores();
        Contexts.withAuthority().withBean(Stores.class, () -> stores).run(context -> {
            stores.breakDown();

            Health health = health(context);
            assertThat(health.getStatus()).isEqualTo(new Status(HealthDetails.DEGRADED));
            assertThat(health.getDetails().get("error")).asString().contains("the disk is gone");
        });
    }

    @Test
    void a_degraded_aiops_leaves_the_application_up() {
        assertThat(StatusAggregator.getDefault().getAggregateStatus(Status.UP, new Status(HealthDetails.DEGRADED)))
                .isEqualTo(Status.UP);
    }

    @Test
    void health_can_be_left_out() {
        Contexts.runner()
                .withPropertyValues("management.health.aiops.enabled=false")
                .run(context ->
                        assertThat(context).hasSingleBean(Aiops.class).doesNotHaveBean(AiopsHealthIndicator.class));
    }

    @Test
    void an_indicator_of_the_application_is_kept() {
        HealthIndicator own = () -> Health.up().build();
        Contexts.runner()
                .withBean("aiopsHealthIndicator", HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean("aiopsHealthIndicator")).isSameAs(own));
    }

    @Test
    void an_application_with_two_aiops_of_its_own_shows_none_of_them() {
        Contexts.runner()
                .withBean("one", Aiops.class, () -> Aiops.builder().build())
                .withBean("two", Aiops.class, () -> Aiops.builder().build())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AiopsHealthIndicator.class));
    }

    @Test
    void an_application_without_boots_health_works() {
        Contexts.runner()
                .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Aiops.class)
                        .doesNotHaveBean("aiopsHealthIndicator"));
    }

    private static Health health(ApplicationContext context) {
        HealthIndicator indicator = (HealthIndicator)
                context.getBean(HealthContributorRegistry.class).getContributor("aiops");
        return indicator.health();
    }
}
