# The tenant and the command, without Electron.
FROM node:24-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
# No scripts: they fetch Electron and check this Node, and neither is needed to build the command.
RUN npm ci --ignore-scripts
COPY . .
# Run by this image's Node, since the project's own comes by an install script.
RUN node node_modules/vite/bin/vite.js build -c src-main/vite.config.ts --logLevel warn \
 && node node_modules/vite/bin/vite.js build src-renderer --logLevel warn

FROM node:24-slim
LABEL org.opencontainers.image.title="Tokenbench" \
      org.opencontainers.image.description="A local mock Auth0 tenant" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /src/package.json /src/LICENSE /app/
COPY --from=build /src/out/main /app/out/main
COPY --from=build /src/out/renderer /app/out/renderer
RUN mkdir /data && chown node:node /data && ln -s /app/out/main/cli.js /usr/local/bin/tokenbench
USER node
ENV TOKENBENCH_DATA=/data
VOLUME /data
EXPOSE 4400 4443
HEALTHCHECK --interval=5s --timeout=2s --start-period=10s \
  CMD ["node", "-e", "fetch('http://localhost:4400/.well-known/jwks.json').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tokenbench"]
# A published port does not lead to a container's loopback.
CMD ["serve", "--listen", "0.0.0.0"]
