package io.kvartal.platform.http;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.scheduler.Schedulers;

/** The resolver of the guarded client: a name that has turned to a private address since it was checked fails here, before any connection. */
final class PublicAddresses extends AddressResolverGroup<InetSocketAddress> {
    private final SafeHttp.Resolver resolver;

    PublicAddresses(SafeHttp.Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor, resolver).asAddressResolver();
    }

    private static final class Names extends InetNameResolver {
        private final SafeHttp.Resolver resolver;

        Names(EventExecutor executor, SafeHttp.Resolver resolver) {
            super(executor);
            this.resolver = resolver;
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> answer) {
            Schedulers.boundedElastic().schedule(() -> {
                try {
                    answer.setSuccess(
                            SafeHttp.onlyPublic(resolver.resolve(host)).getFirst());
                } catch (Exception refused) {
                    answer.setFailure(refused);
                }
            });
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> answer) {
            Schedulers.boundedElastic().schedule(() -> {
                try {
                    answer.setSuccess(SafeHttp.onlyPublic(resolver.resolve(host)));
                } catch (Exception refused) {
                    answer.setFailure(refused);
                }
            });
        }
    }
}
