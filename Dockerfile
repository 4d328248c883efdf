# syntax=docker/dockerfile:1
# Production image: no Maven, no compiler, no embedded PostgreSQL, no mail server.

FROM eclipse-temurin:17-jdk-jammy AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY processes processes
COPY forms forms
COPY src/main src/main
# The cache outlives the build, so that the next one fetches only what is new.
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q package -Dmaven.test.skip=true \
    && cp target/reglament-*.jar reglament.jar \
    && java -Djarmode=tools -jar reglament.jar extract --layers --destination layers

FROM eclipse-temurin:17-jre-jammy
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin reglament
WORKDIR /opt/reglament
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY src/main/docker/health.sh ./
USER reglament
ENV SPRING_PROFILES_ACTIVE=production
EXPOSE 8080
# UP needs users, models and mailboxes: the first start on an empty database creates the schema.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 CMD ["bash", "/opt/reglament/health.sh"]
# Percent of the container's memory: the rest is for metaspace, threads and the mail being parsed.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "reglament.jar"]
