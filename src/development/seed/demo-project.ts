/** A project of the demonstration data; its tasks are in the order of their creation, each `title` or `title | description`. */
export interface DemoProject {
  name: string;
  description: string;
  tasks: string[];
}
