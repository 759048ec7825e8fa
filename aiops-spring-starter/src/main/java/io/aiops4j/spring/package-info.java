/**
 * The library in a Spring Boot application: an {@link io.aiops4j.Aiops} bean that is made of the application's own beans
 * and of {@code aiops.*} properties. Start with {@link io.aiops4j.spring.AiopsBuilderCustomizer}.
 *
 * <p>Where {@code spring-boot-health} is present, health shows {@code aiops}: {@code UP}, or {@code DEGRADED} with what is
 * not as it should be. Boot's default order does not know {@code DEGRADED}, so it never makes the application as a whole
 * less than {@code UP}. To let it, name it:
 *
 * <pre>{@code
 * management.endpoint.health.status.order=down,out-of-service,degraded,up,unknown
 * management.endpoint.health.status.http-mapping.degraded=503
 * }</pre>
 *
 * <p>{@code management.health.aiops.enabled=false} leaves it out.
 *
 * <p>What the application logs with Logback or Log4j is looked at, from {@code WARN} on; {@code aiops.logs.enabled=false} leaves
 * that out, and {@code docs/logging.md} says more.
 *
 * <p>{@code docs/metrics.md} tells of meters, the endpoint, traces and events.
 */
@NullMarked
package io.aiops4j.spring;

import org.jspecify.annotations.NullMarked;
