import type { FragmentType } from '../api/gql/index.ts';
import { Page } from '../ui/page.tsx';
import { Link, usePath } from '../ui/router.tsx';
import { type AdministrationFragment, administrationPage } from './administration.tsx';
import { AuditLog } from './audit/audit-log.tsx';
import { Board } from './board/board.tsx';
import { Members } from './members/members.tsx';
import { Notifications } from './notifications/notifications.tsx';
import { Projects } from './projects.tsx';
import { TaskPage } from './task/task-page.tsx';

interface RoutesProps {
  organization: FragmentType<typeof AdministrationFragment>;
}

/** Shows the page of the address. */
export function Routes({ organization }: RoutesProps) {
  const [, first = '', id] = usePath().split('/');
  if (first === '') return <Projects />;
  if (first === 'projects' && id) return <Board key={id} projectId={id} />;
  if (first === 'tasks' && id) return <TaskPage key={id} taskId={id} />;
  if (first === 'members') return <Members />;
  if (first === 'audit') return <AuditLog />;
  if (first === 'notifications') return <Notifications />;
  return administrationPage(organization, first, id) ?? <NotFound what="page" />;
}

export function NotFound({ what }: { what: string }) {
  return (
    <Page title="Not found">
      <p>
        There is no such {what} in this organization. It may have been deleted.{' '}
        <Link to="/">Show the projects</Link>
      </p>
    </Page>
  );
}
