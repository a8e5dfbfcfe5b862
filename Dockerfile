# The front end, for WEB=on: built here, so that the image below has no development dependencies.
FROM node:24-slim AS web
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts && npm cache clean --force
COPY tsconfig.json ./
COPY examples/web examples/web
RUN ["node", "node_modules/vite/bin/vite.js", "build", "--configLoader", "native", "examples/web"]

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The image has its own Node and a PostgreSQL of its own elsewhere: neither of npm's is brought.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY schema schema
COPY migrations migrations
COPY src src
COPY --from=web /app/dist/web dist/web
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://localhost:4000/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
