package io.kvartal.platform.storage;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Chooses the store: files under {@code kvartal.storage.path}, or a bucket when {@code kvartal.storage.kind=s3}. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    @Bean
    @ConditionalOnProperty(name = "kvartal.storage.kind", havingValue = "file", matchIfMissing = true)
    ObjectStore fileStore(@Value("${kvartal.storage.path:${kvartal.data-dir:.kvartal/data}/objects}") Path path) {
        return new FileStore(path);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "kvartal.storage.kind", havingValue = "s3")
    S3Store s3Store(
            @Value("${kvartal.storage.endpoint}") URI endpoint,
            @Value("${kvartal.storage.region:eu-central-1}") String region,
            @Value("${kvartal.storage.bucket}") String bucket,
            @Value("${kvartal.storage.access-key}") String accessKey,
            @Value("${kvartal.storage.secret-key}") String secretKey) {
        return new S3Store(client(endpoint, region, accessKey, secretKey), bucket);
    }

    /** Path style: a bucket is no host name of its own with most servers that are not Amazon's. */
    static S3AsyncClient client(URI endpoint, String region, String accessKey, String secretKey) {
        return S3AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }
}
