# The development stack in containers, and the tests. Without containers: `npm ci && npm start`.
.PHONY: up down logs test

up: ## start everything, and wait until the API is ready
	docker compose up --build --detach --wait

down: ## stop everything; the data stays (`docker compose down --volumes` removes it)
	docker compose down

logs: ## follow the logs
	docker compose logs --follow

test: ## what every change must pass, but for the tests that need services
	npm test
