package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.spring.AiopsAnnotationsAutoConfiguration.AnnotatedActions;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Beans behind other proxies, of other classes, and such as cannot be read. */
@Timeout(60)
class ProxiesTest {

    static class Base {
        @RecordExecution
        public void load() {}
    }

    static class Orders extends Base {}

    static class Prices extends Base {}

    @Test
    void an_inherited_method_is_recorded_under_the_class_of_each_bean() {
        Contexts.runner().withBean(Orders.class).withBean(Prices.class).run(context -> {
            context.getBean(Orders.class).load();
            context.getBean(Prices.class).load();
            assertThat(OutOfMemory.executions(context.getBean(Aiops.class)))
                    .extracting(ExecutionResult::runbookId)
                    .containsExactlyInAnyOrder("Orders.load", "Prices.load");
        });
    }

    interface Shop {
        void restartShop();
    }

    static class ShopImpl implements Shop {
        @Override
        @AiopsAction(name = "restart_shop", idempotent = true)
        public void restartShop() {}

        @Async
        public void other() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {
        @Bean
        ShopImpl shop() {
            return new ShopImpl();
        }

        @Bean
        Failing failing() {
            return new Failing();
        }
    }

    static class Failing {
        @Async
        @RecordExecution("failing")
        public void fail() {
            throw new IllegalStateException("it failed");
        }
    }

    @Test
    void an_action_behind_the_proxy_of_an_interface_is_there_though_the_bean_was_made_before() {
        Contexts.runner()
                .withUserConfiguration(Asynchronous.class)
                .run(context -> assertThat(
                                context.getBean(AnnotatedActions.class).byMethod())
                        .hasSize(1));
    }

    @Test
    void an_asynchronous_method_that_fails_is_recorded_as_failed() {
        Contexts.runner().withUserConfiguration(Asynchronous.class).run(context -> {
            context.getBean(Failing.class).fail();
            Aiops aiops = context.getBean(Aiops.class);
            while (OutOfMemory.executions(aiops).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(OutOfMemory.executions(aiops))
                    .extracting(ExecutionResult::status)
                    .containsExactly(ExecutionResult.Status.FAILED);
        });
    }

    static class Later {
        @AiopsAction(name = "restart_service", idempotent = true)
        public CompletableFuture<String> restart(String service) {
            return CompletableFuture.failedFuture(new IllegalStateException(service + " does not restart"));
        }
    }

    @Test
    void an_action_whose_future_fails_has_failed() {
        Contexts.withAuthority()
                .withBean("redis", StateProbe.class, () -> target -> Map.of("status", "running"))
                .withBean(Later.class)
                .run(context -> assertThat(OutOfMemory.happensTo(context.getBean(Aiops.class))
                                .success())
                        .isFalse());
    }

    @Configuration(proxyBeanMethods = false)
    static class Typed {
        @Bean
        Object first(Aiops needed) {
            return needed.toString();
        }

        @Bean
        Shop shop() {
            return new ShopImpl();
        }
    }

    @Test
    void an_action_of_a_bean_that_is_given_as_an_interface_is_missed_aloud() {
        assertThat(CapturedLog.linesOf(() ->
                        Contexts.runner().withUserConfiguration(Typed.class).run(context -> {})))
                .anyMatch(line -> line.contains("The @AiopsAction methods of the bean 'shop' are no actions"));
        assertThat(CapturedLog.linesOf(() -> Contexts.runner()
                        .withUserConfiguration(Asynchronous.class)
                        .run(context -> {})))
                .noneMatch(line -> line.contains("are no actions"));
    }

    static class Maker {
        Object make() {
            return new Object();
        }
    }

    @Test
    void a_late_bean_whose_methods_cannot_be_read_does_not_stop_the_start(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Gone.java"), "public class Gone {}");
        Files.writeString(folder.resolve("Odd.java"), "public class Odd { public void x(Gone g) {} }");
        ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        folder.resolve("Gone.java").toString(),
                        folder.resolve("Odd.java").toString());
        Files.delete(folder.resolve("Gone.class"));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            RootBeanDefinition odd = new RootBeanDefinition();
            odd.setTargetType(loader.loadClass("Odd"));
            odd.setLazyInit(true);
            odd.setFactoryBeanName("maker");
            odd.setFactoryMethodName("make");
            Contexts.runner()
                    .withBean("maker", Maker.class)
                    .withInitializer(context ->
                            ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("odd", odd))
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }
}
